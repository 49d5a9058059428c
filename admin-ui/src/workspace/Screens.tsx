import { Resource } from "ra-core";
import { Suspense } from "react";
import { Route, Routes } from "react-router";
import { NotHere, NotOpen } from "../app/NotOpen.js";
import { IncidentEdit } from "../incidents/index.js";
import { Overview } from "./Overview.js";
import { otherScreens, tabs } from "./tabs.js";

/** The screens below the header. */
export function Screens() {
  const resources = [
    ...tabs.flatMap(({ resource }) => resource ?? []),
    ...otherScreens,
  ];
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route index element={<Overview />} />
        <Route path="edit" element={<IncidentEdit />} />
        {resources.map((resource) => (
          <Route
            key={resource.name}
            path={`${resource.name}/*`}
            element={<Resource {...resource} />}
          />
        ))}
        {/* Where react-admin sends whoever may not open a screen. */}
        <Route path="access-denied" element={<NotOpen />} />
        <Route path="authentication-error" element={<NotOpen />} />
        <Route path="*" element={<NotHere />} />
      </Routes>
    </Suspense>
  );
}
