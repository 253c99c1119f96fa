/**
 * Keeps each reply in one bubble. Web Chat knows the pieces of a growing reply by the first one: whoever comes in the
 * middle would see each piece and the end apart, and what grew when the server crashed would stay beside the answer.
 * @returns {(activity: object) => object|null} sees each activity in order; `null` is not to be shown
 */
export function oneBubble() {
  // From the question's id to its reply's first piece, which the stream is named after, and its end.
  const growing = new Map();
  const into = (streamId, activity) => ({ ...activity, channelData: { ...activity.channelData, streamId } });

  return (activity) => {
    const { id, type, replyToId, channelData } = activity;
    if (!replyToId) return activity;
    const reply = growing.get(replyToId);
    if (type === "message" && reply) {
      reply.end ??= id;
      return reply.end === id ? into(reply.first, activity) : activity;
    }
    if (type !== "typing" || !channelData?.streamType || reply?.first === id) return activity;
    if (reply) return into(reply.first, activity);
    if (channelData.streamId) return null;
    growing.set(replyToId, { first: id, end: null });
    return activity;
  };
}
