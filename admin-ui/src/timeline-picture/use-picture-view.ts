import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type RefObject,
} from "react";
import type { PointerEvent as ReactPointerEvent } from "react";
import {
  panView,
  revealIn,
  zoomView,
  type View,
} from "../app/picture-scale.js";

/** What the pointer is doing: dragging the plot, pinching it, or drawing a stretch of the axis. */
interface Grip {
  pointers: Map<number, number>;
  isMoved: boolean;
}

export interface PictureView {
  view: View;
  zoom: (factor: number, around?: number) => void;
  pan: (share: number) => void;
  reveal: (wall: number) => void;
  fit: () => void;
  /** Whether the last press was a drag, so that its click is not one. */
  wasDragged: () => boolean;
  plotHandlers: {
    onPointerDown: (event: ReactPointerEvent) => void;
    onPointerMove: (event: ReactPointerEvent) => void;
    onPointerUp: (event: ReactPointerEvent) => void;
    onPointerCancel: (event: ReactPointerEvent) => void;
  };
}

/**
 * The stretch of time the picture shows, and the ways to move it. It opens at `opened`, and does so again only when
 * `openKey` changes; `fitted` shows everything.
 */
export function usePictureView(
  plot: RefObject<Element | null>,
  opened: View,
  fitted: View,
  openKey: string,
): PictureView {
  const [state, setState] = useState({ view: opened, openKey });
  const view = state.openKey === openKey ? state.view : opened;
  if (state.openKey !== openKey) setState({ view: opened, openKey });

  const change = useCallback(
    (next: (view: View) => View) =>
      setState((old) => ({ ...old, view: next(old.view) })),
    [],
  );
  const zoom = useCallback(
    (factor: number, around?: number) =>
      change((v) => zoomView(v, factor, around ?? (v.from + v.to) / 2)),
    [change],
  );
  const pan = useCallback(
    (share: number) => change((v) => panView(v, share)),
    [change],
  );
  const reveal = useCallback(
    (wall: number) => change((v) => revealIn(v, wall)),
    [change],
  );
  const fit = useCallback(() => change(() => fitted), [change, fitted]);
  useWheel(plot, change);
  const { wasDragged, plotHandlers } = useDrag(plot, change);
  return { view, zoom, pan, reveal, fit, wasDragged, plotHandlers };
}

type Change = (next: (view: View) => View) => void;

function shareAt(plot: Element, clientX: number): number {
  const box = plot.getBoundingClientRect();
  return (clientX - box.left) / Math.max(1, box.width);
}

function wallAt(view: View, share: number): number {
  return view.from + (view.to - view.from) * share;
}

/**
 * A pinch on a touch pad arrives as a wheel with Ctrl. A plain wheel goes on scrolling the page until somebody has
 * stepped into the picture.
 */
function useWheel(plot: RefObject<Element | null>, change: Change): void {
  useEffect(() => {
    const element = plot.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      const isInside = element.contains(document.activeElement);
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (isSideways || event.shiftKey) {
        event.preventDefault();
        const by = event.deltaX || event.deltaY;
        change((v) =>
          panView(v, by / Math.max(1, element.getBoundingClientRect().width)),
        );
      } else if (event.ctrlKey || event.metaKey || isInside) {
        event.preventDefault();
        const share = shareAt(element, event.clientX);
        const factor = Math.exp(
          Math.max(-60, Math.min(60, event.deltaY)) / 150,
        );
        change((v) => zoomView(v, factor, wallAt(v, share)));
      }
    };
    const listener = turn as EventListener;
    element.addEventListener("wheel", listener, { passive: false });
    return () => element.removeEventListener("wheel", listener);
  }, [plot, change]);
}

function useDrag(plot: RefObject<Element | null>, change: Change) {
  const grip = useRef<Grip>({ pointers: new Map(), isMoved: false });

  const onPointerDown = (event: ReactPointerEvent) => {
    if (event.button !== 0) return;
    if (grip.current.pointers.size === 0) grip.current.isMoved = false;
    grip.current.pointers.set(event.pointerId, event.clientX);
  };
  const onPointerMove = (event: ReactPointerEvent) => {
    const { pointers } = grip.current;
    const before = pointers.get(event.pointerId);
    const element = plot.current;
    if (before === undefined || !element) return;
    if (!grip.current.isMoved && Math.abs(event.clientX - before) < 4) return;
    if (!grip.current.isMoved) {
      grip.current.isMoved = true;
      // Captured only now: an earlier capture would take the click away from the mark under the pointer.
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    const others = [...pointers].filter(([id]) => id !== event.pointerId);
    pointers.set(event.pointerId, event.clientX);
    const other = others[0]?.[1];
    if (other === undefined) {
      const width = Math.max(1, element.getBoundingClientRect().width);
      change((v) => panView(v, (before - event.clientX) / width));
      return;
    }
    const wide = Math.max(8, Math.abs(event.clientX - other));
    const factor = Math.max(8, Math.abs(before - other)) / wide;
    const share = shareAt(element, (event.clientX + other) / 2);
    change((v) => zoomView(v, factor, wallAt(v, share)));
  };
  const end = (event: ReactPointerEvent) => {
    grip.current.pointers.delete(event.pointerId);
  };
  return {
    wasDragged: () => grip.current.isMoved,
    plotHandlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: end,
      onPointerCancel: end,
    },
  };
}
