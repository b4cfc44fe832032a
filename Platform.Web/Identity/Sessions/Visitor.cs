using Microsoft.AspNetCore.DataProtection;
using Platform.Web.Identity.Journal;

namespace Platform.Web.Identity.Sessions;

/// <summary>Where a request comes from, and which browser it is when the browser has been here before.</summary>
public sealed record Visitor(string Address, string Agent, Guid? Device)
{
    public By As(User user) => new(user.Id, user.FullName, Address, Agent);
    public By Unknown(string who) => new(null, who, Address, Agent);
}

/// <summary>Tells browsers apart by a sealed cookie of ours, so that a known one can still sign in while guesses are being refused.</summary>
public sealed class Visitors(IDataProtectionProvider protection)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    private const string Cookie = "relais-device";
    private readonly IDataProtector protector = protection.CreateProtector("device");

    public Visitor Of(HttpContext http) => new(
        http.Connection.RemoteIpAddress?.ToString() ?? "",
        Agents.Describe(http.Request.Headers.UserAgent.ToString()),
        DeviceOf(http));

    /// <summary>Gives the browser a name of its own when it has none yet.</summary>
    public Guid Remember(HttpContext http)
    {
        var device = DeviceOf(http) ?? Guid.NewGuid();
        http.Response.Cookies.Append(Cookie, protector.Protect(device.ToString("N")), new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = Remembered,
        });
        return device;
    }

    private Guid? DeviceOf(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } value) return null;
        try
        {
            return Guid.TryParse(protector.Unprotect(value), out var device) ? device : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // A stranger's cookie, or one whose key is gone: a browser never seen.
        }
    }
}
