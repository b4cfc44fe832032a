namespace Platform.Web.Channels;

/// <summary>What goes wrong with a channel, in the seller's words: what happened, and the one thing to do.</summary>
public sealed class Texts;
