/** The public face of the appointments service, for the process that runs it. */
export { type Appointments, type AppointmentsDeps, buildAppointments, registerAppointments } from './app.ts';
export {
  type AppointmentsConfig,
  appointmentsConfig,
  appointmentsKeys,
  invitationsFrom,
  secretMaterialFrom,
  settingsFrom,
} from './config.ts';
export type { Database } from './database.ts';
export { openPglite } from './database-pglite.ts';
export { openPostgres } from './database-postgres.ts';
export { DirectoryInUse } from './directory-lock.ts';
export { type OpenHouse, openHouse } from './house.ts';
export { allRegistries, createHouseRegistry } from './house-registries.ts';
export { createFront } from './organisation-front.ts';
export { readOrganisations } from './organisations.ts';
export {
  createSecrets,
  loadOrCreateSecrets,
  type SecretMaterial,
  SecretsDamaged,
  type StoredSecrets,
} from './secrets.ts';
export type { AppointmentsSettings } from './settings.ts';
export { startErrors } from './start-errors.ts';
export { type Book, type BookPlace, type OpenMailer, openBook, openMailer } from './wiring.ts';
