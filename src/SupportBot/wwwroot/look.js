/** How Web Chat looks: the page's own colours, read from its style sheet, so that light and dark stand in one place. */
export function look() {
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

    groupTimestamp: 5 * 60 * 1000,
    timestampColor: colour("muted"),
    timestampFormat: "relative",
    showAvatarInGroup: false,

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

  const ink = { default: colour("text"), subtle: colour("muted") };
  const accent = { default: colour("accent"), subtle: colour("accent") };
  const container = (background) => ({
    backgroundColor: background,
    foregroundColors: { default: ink, light: ink, dark: ink, accent, good: accent, attention: ink, warning: ink },
  });
  const adaptiveCardsHostConfig = {
    fontFamily: font,
    supportsInteractivity: true,
    containerStyles: { default: container("transparent"), emphasis: container(colour("surface")) },
    separator: { lineColor: colour("line"), lineThickness: 1 },
    actions: { actionsOrientation: "vertical", actionAlignment: "stretch", buttonSpacing: 8, maxActions: 20 },
  };

  return { styleOptions, adaptiveCardsHostConfig };
}
