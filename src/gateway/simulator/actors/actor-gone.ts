/** An actor that is not connected, and should be. */
export class ActorGone extends Error {}
