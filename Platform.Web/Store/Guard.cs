using Npgsql;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Store;

/// <summary>
/// Writes that stand or fall with the facts they go with: stock that must be there, a number nobody else may have.
/// A rebuild does not repeat them.
/// </summary>
public interface IGuard<TEvent>
{
    void AddWrites(Batch batch, Recorded<TEvent> recorded);

    /// <summary>Why the database said no, when it was this guard's doing.</summary>
    Refusal? Read(PostgresException refused);
}
