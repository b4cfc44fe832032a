namespace Platform.Web.Identity;

/// <summary>What a signed-in principal says about itself.</summary>
public static class ClaimNames
{
    public const string User = "sub";
    public const string Session = "sid";
    public const string Name = "name";
    public const string Email = "email";
    public const string Organisation = "org";
    public const string Role = "role";
    public const string Key = "key";
    public const string Scope = "scope";
}
