import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useGetList, useTranslate } from "ra-core";
import { useState } from "react";
import {
  paymentMethods,
  type PaymentMethod,
  type PaymentStop,
} from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { StopPayments } from "./PaymentStopActs.js";
import { PaymentStopCell } from "./PaymentStopCell.js";
import { ResumeGate } from "./ResumeGate.js";

/** Sites by payment methods: where which way to pay was closed, and since when. Below it what opens them again. */
export function PaymentStops() {
  const translate = useTranslate();
  const mayWrite = useMay("partners.write");
  const [isStopping, setIsStopping] = useState(false);
  const { data, error } = useGetList<PaymentStop>("payment-stops", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "site", order: "ASC" },
  });
  const stop = mayWrite && (
    <Button onClick={() => setIsStopping(true)}>
      {translate("paymentStops.add")}
    </Button>
  );
  return (
    <Box sx={{ mt: 5 }}>
      <Section
        id="payment-stops"
        title={translate("paymentStops.title")}
        actions={data?.length === 0 ? undefined : stop}
      >
        {error && <Failure error={error} />}
        {data?.length === 0 && (
          <Empty
            title="paymentStops.empty.title"
            text="paymentStops.empty.text"
            example="paymentStops.empty.example"
          >
            {stop}
          </Empty>
        )}
        {data && data.length > 0 && <Matrix stops={data} />}
      </Section>
      {data && data.length > 0 && <ResumeGate stops={data} />}
      {isStopping && <StopPayments onClose={() => setIsStopping(false)} />}
    </Box>
  );
}

function Matrix({ stops }: { stops: PaymentStop[] }) {
  const translate = useTranslate();
  const sites = [...new Set(stops.map(({ site }) => site))];
  const methods = paymentMethods.filter((method) =>
    stops.some((stop) => stop.method === method),
  );
  const at = (site: string, method: PaymentMethod) =>
    stops
      .filter((stop) => stop.site === site && stop.method === method)
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return (
    <Box
      sx={{ overflowX: "auto" }}
      tabIndex={0}
      role="group"
      aria-label={translate("paymentStops.title")}
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate("paymentStops.site")}</TableCell>
            {methods.map((method) => (
              <TableCell key={method}>
                {translate(`paymentStops.method.${method}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {sites.map((site) => (
            <TableRow key={site} sx={{ verticalAlign: "top" }}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 700 }}>
                {site}
              </TableCell>
              {methods.map((method) => (
                <TableCell key={method}>
                  {at(site, method).map((stop) => (
                    <PaymentStopCell key={stop.id} stop={stop} />
                  ))}
                  {at(site, method).length === 0 && (
                    <Typography variant="body2" color="textSecondary">
                      {translate("paymentStops.none")}
                    </Typography>
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function order({ stopped }: PaymentStop): string {
  return `${stopped.on} ${stopped.at ?? ""}`;
}
