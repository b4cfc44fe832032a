using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Web.Identity;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Identity;

public sealed class CircuitSessionTests
{
    [Fact]
    public async Task An_open_page_ends_with_its_session_and_not_because_the_database_is_away()
    {
        var owner = await Server.CreateDatabaseAsync();
        await using var databases = await Databases.OpenAsync(owner, new RootKey(RandomNumberGenerator.GetBytes(32)), CancellationToken.None);
        using var page = new CircuitSession(new LoginSessions(new PlatformDbs(databases), TimeProvider.System), NullLoggerFactory.Instance);

        Assert.False(await page.IsStillAsync(SomebodyWithASession(), CancellationToken.None));

        await Server.DropDatabaseAsync(owner);
        Assert.True(await page.IsStillAsync(SomebodyWithASession(), CancellationToken.None));
        Assert.False(await page.IsStillAsync(new ClaimsPrincipal(new ClaimsIdentity()), CancellationToken.None));
    }

    private static ClaimsPrincipal SomebodyWithASession() => new(new ClaimsIdentity([new(ClaimNames.Session, Guid.CreateVersion7().ToString("D"))], "cookie"));
}
