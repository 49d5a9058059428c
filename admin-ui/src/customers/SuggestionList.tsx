import { Box, Button, Typography } from "@mui/material";
import {
  ListBase,
  ResourceContextProvider,
  useCreatePath,
  useListContext,
  useTranslate,
} from "react-admin";
import { Link as RouterLink } from "react-router";
import type { PersonSuggestion } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { Pages, useListKeys } from "../app/ListPage.js";
import { PageTitle } from "../app/PageTitle.js";
import { Suggestion } from "./Suggestion.js";

/** Accounts that may be one person: somebody looks at them side by side and decides. */
export function SuggestionList() {
  return (
    <ResourceContextProvider value="person-suggestions">
      <ListBase
        perPage={25}
        sort={{ field: "id", order: "ASC" }}
        disableSyncWithLocation
        exporter={false}
      >
        <Suggestions />
      </ListBase>
    </ResourceContextProvider>
  );
}

function Suggestions() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { data, error, isPending } = useListContext<PersonSuggestion>();
  useListKeys();
  return (
    <>
      <PageTitle title="customers.suggestions.title">
        <Button
          component={RouterLink}
          color="inherit"
          to={createPath({ resource: "customers", type: "list" })}
        >
          {translate("customers.suggestions.back")}
        </Button>
      </PageTitle>
      {error ? (
        <Failure error={error} />
      ) : !isPending && data?.length === 0 ? (
        <Empty
          title="customers.suggestions.empty.title"
          text="customers.suggestions.empty.text"
        />
      ) : (
        <>
          <Typography variant="body2" sx={{ mb: 2, maxWidth: 720 }}>
            {translate("customers.suggestions.intro")}
          </Typography>
          <Box>
            {data?.map((one) => (
              <Suggestion
                // What was chosen belongs to these accounts, not to those that are suggested next.
                key={one.customers.map(({ id }) => id).join()}
                suggestion={one}
              />
            ))}
          </Box>
          <Pages />
        </>
      )}
    </>
  );
}
