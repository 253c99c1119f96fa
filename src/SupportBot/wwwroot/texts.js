/** What the server put into the page: whether this is Development, who may frame it, and every text in its language. */
export const settings = JSON.parse(document.getElementById("settings").textContent);

export const { texts } = settings;

/** Puts values in the places {0}, {1} … of a text. */
export const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[place]);
