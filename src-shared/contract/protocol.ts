/**
 * The version of the wire (SYN-54). Raise it with any change of a message shape, and add a line:
 * 1 - first version.
 * 2 - documents in parts; an application may cite a document by its hash; institutions see and mend what they sent; what was looked at on a desk;
 *     sign-in by OpenID Connect.
 */
export const PROTOCOL_VERSION = 2

/** The oldest version the hub still serves: the current one and the one before. */
export const OLDEST_SERVED_PROTOCOL = 1
