namespace Platform.Web.Channels;

/// <summary>The words of this slice's screens: `Texts.*.resx`.</summary>
public sealed class Texts;
