/** Registers of who answers for what on the ground; a district without them has nobody on duty anywhere. */
export const DUTY_GRID_REGISTER = "duty-grids";
export const DUTY_PERSON_REGISTER = "duty-persons";
/** The register of components (部件), found by their 16-digit codes and by their cells. */
export const COMPONENT_REGISTER = "components";

/** The field of a duty grid that lists its cells, and that of a person which names a grid or a zone. */
export const CELLS_FIELD = "cells";
export const ANSWERS_FOR = "answersFor";
