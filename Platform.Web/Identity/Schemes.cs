namespace Platform.Web.Identity;

/// <summary>The ways to say who one is.</summary>
public static class Schemes
{
    /// <summary>Chooses among the others by what the request carries.</summary>
    public const string Any = "relais";

    public const string Cookie = "cookie";
    public const string Token = "token";
    public const string Key = "key";

    /// <summary>The password was right and a code is still missing: good for the code page and for nothing else.</summary>
    public const string HalfWay = "half-way";
}
