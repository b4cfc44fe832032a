using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Platform.Domain.Common;

namespace Platform.Web.Store;

/// <summary>
/// Opens the database for one operation. Row-level security does the separating:
/// the organisation is set in the same transaction as every command, whatever the query says.
/// </summary>
public sealed class PlatformDbs(Databases databases)
{
    /// <summary>Without a database of their own: model and queries are then compiled once per process, whichever role asks.</summary>
    private static readonly DbContextOptions<PlatformDb> Within = Options(new WithinOrganisation());
    private static readonly DbContextOptions<PlatformDb> Across = Options();

    /// <summary>For one organisation: its rows are the only ones there are.</summary>
    /// <param name="plansOnce">As in <see cref="Batch"/>.</param>
    public PlatformDb Open(OrganisationId organisation, bool plansOnce = false) => Connected(new(Within) { Organisation = organisation, PlansOnce = plansOnce }, databases.App);

    /// <summary>
    /// For the few who must look across organisations, and for nobody else: sign-in and membership (Identity),
    /// reading webhooks (Channels, Payments), reminders that are due (FollowUps), counting figures (Reports),
    /// bringing notices to people (Notifications, Alerts), leasing to-do rows, the change tail and the operations pages (Store).
    /// </summary>
    public PlatformDb OpenAcross() => Connected(new(Across), databases.Across);

    private static PlatformDb Connected(PlatformDb db, NpgsqlDataSource source)
    {
        db.Database.SetDbConnection(source.CreateConnection(), contextOwnsConnection: true);
        return db;
    }

    private static DbContextOptions<PlatformDb> Options(params IInterceptor[] interceptors) =>
        new DbContextOptionsBuilder<PlatformDb>().UseNpgsql().AddInterceptors(interceptors).Options;

    /// <summary>Prefixes each command, so that setting the organisation costs no round trip and cannot be forgotten.</summary>
    private sealed class WithinOrganisation : DbCommandInterceptor
    {
        private const string Prefix = "select set_config('platform.organisation', @organisation_set, true);\n";
        private const string PrefixOfPlannedOnce = "select set_config('platform.organisation', @organisation_set, true), set_config('plan_cache_mode', 'force_generic_plan', true);\n";

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Prepend(command, eventData);
            return new(result);
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            await result.NextResultAsync(cancellationToken);
            return result;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Prepend(command, eventData);
            return new(result);
        }

        /// <summary>As a parameter, so that one prepared statement serves every organisation.</summary>
        private static void Prepend(DbCommand command, CommandEventData of)
        {
            if (of.Context is not PlatformDb { Organisation: { } organisation } db) throw new InvalidOperationException("Nobody said whose rows are meant");
            command.CommandText = (db.PlansOnce ? PrefixOfPlannedOnce : Prefix) + command.CommandText;
            command.Parameters.Add(new NpgsqlParameter<string>("organisation_set", organisation.ToString()));
        }

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            throw new NotSupportedException("The database is always asked asynchronously");

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
            throw new NotSupportedException("The database is always asked asynchronously");
    }
}
