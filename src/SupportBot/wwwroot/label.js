import { words } from "./words.js";

const isMessage = ({ type, "@id": id }) => type === "https://schema.org/Message" && !id;
const list = (value) => value === undefined ? [] : [value].flat();

/**
 * Says below a message that a model worded it. The bot marks such messages as Teams wants it, for which Web Chat has no
 * label; but Web Chat names whoever interpreted a message's first claim there.
 */
export function label(activity) {
  const mark = activity.entities?.find(isMessage);
  if (!list(mark?.additionalType).includes("AIGeneratedContent")) return activity;
  const [first = { "@type": "Claim" }, ...others] = list(mark.citation);
  const citation = [{ ...first, claimInterpreter: { "@type": "Project", slogan: words.AiGenerated } }, ...others];
  return { ...activity, entities: activity.entities.map((entity) => entity === mark ? { ...mark, citation } : entity) };
}
