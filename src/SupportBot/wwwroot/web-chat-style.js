/** Three dots that breathe, one after the other, and stand still for whoever wants no motion. */
const dots = (colour) => `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 20" fill="${colour}">
<style>circle{opacity:.4}@media (prefers-reduced-motion:no-preference){circle{animation:a 1.2s infinite}.b{animation-delay:.2s}.c{animation-delay:.4s}@keyframes a{40%{opacity:1}80%{opacity:.4}}}</style>
<circle cx="8" cy="10" r="3.5"/><circle class="b" cx="22" cy="10" r="3.5"/><circle class="c" cx="36" cy="10" r="3.5"/></svg>`)}")`;

/** Longer than any pause in which the line keeps what could not be sent; it sends it itself, so nobody has to. */
const SEND_TIMEOUT_MS = 24 * 60 * 60_000;

/** How Web Chat looks: the page's own colours, read from its style sheet, so that light and dark stand in one place. */
export function webChatStyle() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const font = colour("font");

  const styleOptions = {
    accent: colour("accent"),
    backgroundColor: colour("surface"),
    primaryFont: font,
    monospaceFont: "ui-monospace, Menlo, Consolas, monospace",
    subtle: colour("muted"),
    fontSizeSmall: "80%",

    rootHeight: "100%",
    rootWidth: "100%",
    paddingRegular: 12,
    bubbleMaxWidth: 520,
    bubbleMinHeight: 40,

    bubbleBackground: colour("raised"),
    bubbleTextColor: colour("text"),
    bubbleBorderColor: "transparent",
    bubbleBorderWidth: 0,
    bubbleBorderRadius: 16,
    bubbleFromUserBackground: colour("accent"),
    bubbleFromUserTextColor: colour("on-accent"),
    bubbleFromUserBorderColor: "transparent",
    bubbleFromUserBorderWidth: 0,
    bubbleFromUserBorderRadius: 16,

    // Grouped messages would share one line below them, and with it labels and thumbs.
    groupTimestamp: 0,
    sendTimeout: SEND_TIMEOUT_MS,
    timestampColor: colour("muted"),
    timestampFormat: "relative",
    showAvatarInGroup: false,

    typingAnimationBackgroundImage: dots(colour("muted")),
    typingAnimationWidth: 44,
    typingAnimationHeight: 20,

    hideUploadButton: true,
    sendBoxHeight: 56,
    sendBoxBackground: colour("surface"),
    sendBoxTextColor: colour("text"),
    sendBoxPlaceholderColor: colour("muted"),
    sendBoxButtonColor: colour("accent"),
    sendBoxButtonColorOnHover: colour("accent"),
    sendBoxButtonShadeColorOnHover: colour("raised"),
    sendBoxBorderTop: `solid 1px ${colour("line")}`,

    suggestedActionLayout: "flow",
    suggestedActionTextColor: colour("accent"),
    suggestedActionBackgroundColor: colour("surface"),
    suggestedActionBackgroundColorOnHover: colour("raised"),
    suggestedActionBackgroundColorOnActive: colour("raised"),
    suggestedActionBorderColor: colour("accent"),
    suggestedActionBorderRadius: 18,
    suggestedActionBorderWidth: 1,
    suggestedActionHeight: 36,

    scrollToEndButtonFontSize: "85%",
    transcriptOverlayButtonBackground: colour("raised"),
    transcriptOverlayButtonColor: colour("text"),
    transcriptActivityVisualKeyboardIndicatorColor: colour("accent"),
    transcriptVisualKeyboardIndicatorColor: colour("accent"),
    cardEmphasisBackgroundColor: colour("surface"),
    notificationText: colour("text"),
  };

  const shade = (name) => ({ default: colour(name), subtle: colour(name) });
  const ink = { default: colour("text"), subtle: colour("muted") };
  const container = (background) => ({
    backgroundColor: background,
    foregroundColors: {
      default: ink, light: ink, dark: ink, accent: shade("accent"), good: shade("good"), attention: shade("bad"), warning: shade("warn"),
    },
  });
  const adaptiveCardsHostConfig = {
    fontFamily: font,
    fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
    supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    containerStyles: { default: container("transparent"), emphasis: container(colour("surface")) },
    separator: { lineColor: colour("line"), lineThickness: 1 },
    factSet: {
      title: { color: "Default", size: "Default", isSubtle: true, weight: "Default", wrap: true, maxWidth: 140 },
      value: { color: "Default", size: "Default", isSubtle: false, weight: "Default", wrap: true },
      spacing: 16,
    },
    actions: { actionsOrientation: "vertical", actionAlignment: "stretch", buttonSpacing: 8, maxActions: 20, spacing: "default" },
  };

  return { styleOptions, adaptiveCardsHostConfig };
}
