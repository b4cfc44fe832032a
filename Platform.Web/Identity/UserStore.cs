using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Platform.Web.Store;

namespace Platform.Web.Identity;

/// <summary>Identity's own store. People stand above organisations, so it looks across them.</summary>
public sealed class UserStore(PlatformDbs dbs) : UserOnlyStore<User, PlatformDb, Guid>(dbs.OpenAcross()), IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        Dispose();
        return Context.DisposeAsync();
    }
}
