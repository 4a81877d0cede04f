/** Plain JSON: everything the engine stores, reads from a customer or writes into a message. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}
