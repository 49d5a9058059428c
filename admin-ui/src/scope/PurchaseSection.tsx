import { Alert, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useMemo, useState } from "react";
import type { Exposure, PurchaseDay } from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import type { View } from "../app/picture-scale.js";
import {
  edgeAt,
  isSameWindow,
  moveEdge,
  type Edge,
  type Window,
} from "../exposures/window.js";
import type { DrawnWindow } from "../scope-picture/drawn-window.js";
import { KeepWindow } from "../scope-picture/KeepWindow.js";
import { Legend } from "../scope-picture/Legend.js";
import { PictureTools } from "../scope-picture/PictureTools.js";
import {
  seriesOf,
  spanOfAll,
  unitFor,
  type Series,
} from "../scope-picture/purchase-bars.js";
import { PurchasePicture } from "../scope-picture/PurchasePicture.js";
import { PurchaseTable } from "../scope-picture/PurchaseTable.js";
import type { By } from "../scope-picture/use-bar-words.js";
import { usePurchaseDays } from "./records.js";

interface Moved {
  exposure: Exposure;
  window: Window;
}

/** Purchases per day under the windows; an edge that is moved says at once what it would change. */
export function PurchaseSection({
  exposures,
  windows,
}: {
  exposures: readonly Exposure[];
  windows: readonly Omit<DrawnWindow, "draft">[];
}) {
  const [by, setBy] = useState<By>("method");
  const { data, error } = usePurchaseDays(by);
  if (error && !data) return <Failure error={error} />;
  return (
    <Picture
      exposures={exposures}
      windows={windows}
      days={data ?? none}
      by={by}
      onBy={setBy}
    />
  );
}

const none: readonly PurchaseDay[] = [];

function Picture({
  exposures,
  windows,
  days,
  by,
  onBy,
}: {
  exposures: readonly Exposure[];
  windows: readonly Omit<DrawnWindow, "draft">[];
  days: readonly PurchaseDay[];
  by: By;
  onBy: (by: By) => void;
}) {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const mayRead = useMay("scope.read");
  const [chosen, setView] = useState<View | null>(null);
  const [only, setOnly] = useState<Series | undefined>(undefined);
  const [isTable, setIsTable] = useState(false);
  const [moved, setMoved] = useState<Moved | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const series = useMemo(() => seriesOf(days), [days]);
  const all = useMemo(
    () =>
      spanOfAll(
        days,
        windows.flatMap(({ window }) =>
          (["from", "until"] as const).flatMap(
            (edge) => edgeAt(window, edge) ?? [],
          ),
        ),
      ),
    [days, windows],
  );
  const drawn = windows.map((one) => ({
    ...one,
    draft: moved !== null && moved.exposure.id === one.id ? moved.window : null,
  }));
  if (!all) return null;
  const view = chosen ?? all;
  const reset = () => {
    setMoved(null);
    setIsAsked(false);
  };
  const move = ({ id, window, draft }: DrawnWindow, edge: Edge, on: string) => {
    const exposure = exposures.find((one) => one.id === id);
    if (!exposure) return;
    const next = moveEdge(draft ?? window, edge, on, window);
    setMoved(isSameWindow(next, window) ? null : { exposure, window: next });
  };
  return (
    <>
      <PictureTools
        by={by}
        view={view}
        all={all}
        isTable={isTable}
        onBy={(next) => {
          setOnly(undefined);
          onBy(next);
        }}
        onView={(next) => setView(next === all ? null : next)}
        onTable={setIsTable}
      />
      {moved && (
        <KeepWindow
          key={moved.exposure.id}
          exposure={moved.exposure}
          draft={moved.window}
          isAsked={isAsked}
          onAsk={setIsAsked}
          onReset={reset}
        />
      )}
      {isTable ? (
        <PurchaseTable
          days={days}
          by={by}
          series={series}
          view={view}
          unit={unitFor(view, 820)}
        />
      ) : (
        <>
          <PurchasePicture
            days={days}
            by={by}
            series={series}
            only={only}
            windows={drawn}
            view={view}
            all={all}
            isChangeable={mayWrite && mayRead}
            onView={setView}
            onEdge={move}
            onReset={reset}
            onKeep={() => moved && setIsAsked(true)}
          />
          <Legend by={by} series={series} only={only} onOnly={setOnly} />
          {mayWrite && windows.some(({ id }) => id !== null) && !moved && (
            <Typography
              variant="caption"
              color="textSecondary"
              component="p"
              className="keii-screen-only"
            >
              {translate("scope.picture.hint")}
            </Typography>
          )}
        </>
      )}
      {days.length === 0 && (
        <Alert severity="info">{translate("scope.picture.noPurchases")}</Alert>
      )}
    </>
  );
}
