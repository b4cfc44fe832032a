using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Platform.Web.Store;

/// <summary>Tells a database that is away for the moment from a bug. Who works behind the screens waits for the first; the second stops the node.</summary>
public static class Away
{
    /// <summary>A full server, a broken line, a pool without a free connection; Entity Framework wraps what may pass in a sentence of its own, and in another while it saves.</summary>
    public static bool IsAway(this Exception e) => e switch
    {
        NpgsqlException or IOException or TimeoutException => true,
        InvalidOperationException { InnerException: { } inner } => inner.IsAway(),
        DbUpdateException { InnerException: { } inner } => inner.WillPass(),
        _ => false,
    };

    /// <summary>Away, and not because of what it was asked: the same words are taken a moment later.</summary>
    public static bool WillPass(this Exception e) => e.IsAway() && e is not PostgresException { IsTransient: false, SqlState: not PostgresErrorCodes.QueryCanceled };
}
