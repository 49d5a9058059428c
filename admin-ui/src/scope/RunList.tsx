import { SelectInput, useListContext } from "react-admin";
import { scopeRunStates, type ScopeRun } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { ListPage } from "../app/ListPage.js";
import { RunButton } from "./RunButton.js";
import { RunTable } from "./RunTable.js";
import { ToScope } from "./ToScope.js";

/** Every run there was. */
export function RunList() {
  const states = useChoices(scopeRunStates, "scope.state");
  return (
    <ListPage
      title="scope.runs"
      sort={{ field: "no", order: "DESC" }}
      perPage={50}
      hasColumns={false}
      hasExports={false}
      filters={[
        <SelectInput key="state" source="state" choices={states} alwaysOn />,
      ]}
      actions={
        <>
          <ToScope />
          <RunButton />
        </>
      }
      empty={
        <Empty
          title="scope.runs.empty.title"
          text="scope.runs.empty.text"
          example="scope.runs.empty.example"
        />
      }
    >
      <Rows />
    </ListPage>
  );
}

function Rows() {
  const { data = [] } = useListContext<ScopeRun>();
  return <RunTable runs={data} />;
}
