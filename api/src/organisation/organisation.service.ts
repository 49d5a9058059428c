import { Injectable } from "@nestjs/common";
import {
  isCorporateNumber,
  problems,
  type Organisation,
  type OrganisationChange,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { Database, type Tx } from "../platform/database/database.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { fieldProblem } from "../platform/http/problem.js";
import { OrganisationEntity } from "./organisation.entity.js";

/** The company itself, once. It exists from the first start on, nameless until somebody names it. */
@Injectable()
export class OrganisationService {
  constructor(private readonly database: Database) {}

  async read(
    { manager }: Pick<Tx, "manager"> = this.database,
  ): Promise<Organisation> {
    return toOrganisation(
      await manager.findOneByOrFail(OrganisationEntity, {}),
    );
  }

  async change(
    actor: Actor,
    base: number,
    change: OrganisationChange,
  ): Promise<Organisation> {
    if (
      typeof change.corporateNumber === "string" &&
      !isCorporateNumber(change.corporateNumber)
    )
      throw fieldProblem(
        problems.invalid,
        "corporateNumber",
        "isCorporateNumber",
      );
    return this.database.transaction(actor, null, async (tx) => {
      const { id } = await tx.manager.findOneByOrFail(OrganisationEntity, {});
      return this.changeWithin(tx, id, base, change);
    });
  }

  async changeWithin(
    tx: Tx,
    id: string,
    base: number,
    change: OrganisationChange,
  ): Promise<Organisation> {
    return toOrganisation(
      await changeVersioned(
        tx,
        OrganisationEntity,
        { id },
        base,
        change,
        toOrganisation,
      ),
    );
  }
}

function toOrganisation(row: OrganisationEntity): Organisation {
  return {
    id: row.id,
    version: row.version,
    legalName: row.legalName,
    shortName: row.shortName,
    representative: row.representative,
    corporateNumber: row.corporateNumber,
    industry: row.industry,
    entityTypes: row.entityTypes,
    filingContactName: row.filingContactName,
    filingContactEmail: row.filingContactEmail,
    filingContactPhone: row.filingContactPhone,
    returnAddress: row.returnAddress,
    senderAddresses: row.senderAddresses,
    portalName: row.portalName,
    portalColour: row.portalColour,
    zone: row.zone,
    incidentRetentionMonths: row.incidentRetentionMonths,
    customerRetentionMonths: row.customerRetentionMonths,
    foundedOn: row.foundedOn,
  };
}
