import { texts } from "./texts.js";

const isMessage = ({ type, "@id": id }) => type === "https://schema.org/Message" && !id;
const list = (value) => value === undefined ? [] : [value].flat();

/** What Web Chat says in the line below a message: it names there whoever interpreted the message's first claim. */
const below = (mark, slogan) => {
  const [first = { "@type": "Claim" }, ...others] = list(mark.citation);
  return { ...mark, citation: [{ ...first, claimInterpreter: { "@type": "Project", slogan } }, ...others] };
};

/**
 * Says below a message which agent wrote it, or that a model worded it. The bot marks the latter as Teams wants it, for
 * which Web Chat has no label.
 */
export function label(activity) {
  const { entities = [], channelData } = activity;
  if (channelData?.agentName) {
    const mark = { type: "https://schema.org/Message", "@type": "Message", "@context": "https://schema.org", "@id": "" };
    return { ...activity, entities: [...entities.filter((entity) => !isMessage(entity)), below(mark, channelData.agentName)] };
  }
  const mark = entities.find(isMessage);
  if (!list(mark?.additionalType).includes("AIGeneratedContent")) return activity;
  return { ...activity, entities: entities.map((entity) => entity === mark ? below(mark, texts.AiGenerated) : entity) };
}
