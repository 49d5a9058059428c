import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import { useId, useState } from "react";
import { Link } from "react-router";
import { inLanguage, type Party, type PartyIncident } from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useLanguage } from "../app/i18n.js";
import { useKeiiDataProvider } from "../app/saving.js";

/** The incidents that speak of a body, as far as the reader may see them. */
export function PartyIncidents({ party }: { party: Party }) {
  const translate = useTranslate();
  const language = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const name = inLanguage(party.officialName, language);
  return (
    <>
      <Button
        size="small"
        color="inherit"
        aria-label={translate("parties.incidents.of", { name })}
        onClick={() => setIsOpen(true)}
      >
        {translate("parties.incidents")}
      </Button>
      {isOpen && <Shown party={party} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function Shown({ party, onClose }: { party: Party; onClose: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const titleId = useId();
  const dataProvider = useKeiiDataProvider();
  const { data, error } = useQuery({
    queryKey: ["parties", "incidents", party.id],
    queryFn: async ({ signal }) => {
      const path = `${dataProvider.pathOf("parties")}/${party.id}/incidents`;
      return (await call<PartyIncident[]>(path, { signal })).data;
    },
  });
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {translate("parties.incidents.of", {
          name: inLanguage(party.officialName, language),
        })}
      </DialogTitle>
      <DialogContent>
        {error && <Failure error={error} />}
        {data?.length === 0 && translate("parties.incidents.none")}
        {data?.map(({ id, code, title }) => (
          <Typography key={id}>
            <Link to={`/incidents/${id}`}>
              {code} {inLanguage(title, language)}
            </Link>
          </Typography>
        ))}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate("ra.action.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}
