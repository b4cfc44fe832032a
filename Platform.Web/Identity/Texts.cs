namespace Platform.Web.Identity;

/// <summary>Words of sign-in, sign-up and settings.</summary>
public sealed class Texts;
