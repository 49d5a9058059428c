import { CustomRoutes, Resource } from "ra-core";
import { Route } from "react-router";
import { LinkPage } from "./app/LinkPage.js";
import { Root } from "./app/Root.js";
import { Home, messages, resources } from "./resources.js";

/** The console: the screens of `resources.ts` in the frame of `app`. */
export function App() {
  return (
    <Root messages={messages} home={Home}>
      <CustomRoutes noLayout>
        <Route path="/link/:token" element={<LinkPage />} />
      </CustomRoutes>
      <>
        {resources.map((resource) => (
          <Resource key={resource.name} {...resource} />
        ))}
      </>
    </Root>
  );
}
