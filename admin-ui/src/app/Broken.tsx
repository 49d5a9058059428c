import { Alert, Box, Button } from "@mui/material";
import { useTranslate } from "ra-core";
import { Component, type ReactNode } from "react";
import { PageTitle } from "./PageTitle.js";

/** What is shown where a screen could not be. */
export function Broken() {
  const translate = useTranslate();
  return (
    <Box sx={{ maxWidth: 640, p: 2 }}>
      <PageTitle title="ra.page.error" />
      <Alert
        severity="error"
        role="alert"
        action={
          <Button onClick={() => window.location.reload()}>
            {translate("app.reload")}
          </Button>
        }
      >
        {translate("ra.message.error")}
      </Alert>
    </Box>
  );
}

interface BulkheadState {
  place: string;
  isBroken: boolean;
}

/** Keeps a fault to the screen it happens on: the next address begins anew. */
export class Bulkhead extends Component<
  { children: ReactNode; place: string },
  BulkheadState
> {
  override state: BulkheadState = { place: this.props.place, isBroken: false };

  static getDerivedStateFromError(): Partial<BulkheadState> {
    return { isBroken: true };
  }

  static getDerivedStateFromProps(
    { place }: { place: string },
    state: BulkheadState,
  ): BulkheadState | null {
    return place === state.place ? null : { place, isBroken: false };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}
