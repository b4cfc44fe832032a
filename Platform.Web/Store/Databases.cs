using Npgsql;
using Platform.Web.Store.Keys;

namespace Platform.Web.Store;

/// <summary>One PostgreSQL database seen through its roles. Neither of the two that serve people owns a table.</summary>
public sealed class Databases : IAsyncDisposable
{
    private readonly string across;

    private Databases(string app, string across, string ingest)
    {
        this.across = across;
        App = NpgsqlDataSource.Create(app);
        Across = NpgsqlDataSource.Create(across);
        Ingest = NpgsqlDataSource.Create(ingest);
    }

    /// <summary>Sees one organisation at a time.</summary>
    public NpgsqlDataSource App { get; }

    /// <summary>Sees all organisations; for the few named in <see cref="PlatformDbs.OpenAcross"/>.</summary>
    public NpgsqlDataSource Across { get; }

    /// <summary>Connections of its own for webhooks, so that busy screens never keep a provider waiting.</summary>
    public NpgsqlDataSource Ingest { get; }

    /// <summary>
    /// Waits until no other node holds this name, for as long as that takes. A connection of its own: the hold ends with it,
    /// and one that goes back to a pool would keep it.
    /// </summary>
    public async Task<IAsyncDisposable> HoldAsync(string name, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(across) { Pooling = false, CommandTimeout = 0, Options = "-c statement_timeout=0" }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(hashtext($1))", connection) { Parameters = { new() { Value = name } } };
        await hold.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>Brings the database up to date with the owner's connection, makes the two lesser roles and opens it through them.</summary>
    public static async Task<Databases> OpenAsync(string ownerConnection, RootKey root, CancellationToken ct)
    {
        var owner = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false, Timeout = 10 };
        await using var connection = new NpgsqlConnection(owner.ConnectionString);
        await connection.OpenAsync(ct);
        await Schema.LockAsync(connection, ct);

        var database = connection.Database;
        await MakeRoleAsync(connection, $"{database}_app", Password(root, database, "app"), ct);
        await MakeRoleAsync(connection, $"{database}_across", Password(root, database, "across"), ct);
        await Schema.ApplyAsync(connection, ct);

        return new(
            As(owner, $"{database}_app", Password(root, database, "app"), mostConnections: 24),
            As(owner, $"{database}_across", Password(root, database, "across"), mostConnections: 16),
            As(owner, $"{database}_across", Password(root, database, "across"), mostConnections: 3));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Across.DisposeAsync();
        await Ingest.DisposeAsync();
    }

    /// <summary>Timeouts cap whoever would hold back the safe cursor.</summary>
    private static async Task MakeRoleAsync(NpgsqlConnection connection, string role, string password, CancellationToken ct)
    {
        // Role and password are ours (the database's name, hexadecimal digits); PostgreSQL takes no parameters here.
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(role);
        await using var command = new NpgsqlCommand($"""
            do $do$ begin
                if not exists (select from pg_roles where rolname = '{role.Replace("'", "''", StringComparison.Ordinal)}') then
                    create role {name} login nosuperuser nocreatedb nocreaterole noinherit;
                end if;
            end $do$;
            alter role {name} login password '{password}';
            alter role {name} set statement_timeout = '10s';
            alter role {name} set idle_in_transaction_session_timeout = '5s';
            alter role {name} set jit = off;
            """, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Derived, so that every node knows it and nobody has to write it down.</summary>
    private static string Password(RootKey root, string database, string role) => Convert.ToHexStringLower(root.Derive($"role {database} {role}"));

    private static string As(NpgsqlConnectionStringBuilder owner, string role, string password, int mostConnections) =>
        new NpgsqlConnectionStringBuilder(owner.ConnectionString)
        {
            Username = role,
            Password = password,
            Passfile = null,
            Pooling = true,
            MaxPoolSize = mostConnections,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            Timeout = 10,
            CommandTimeout = 15,
            KeepAlive = 30,
            ApplicationName = "relais",

            // Nothing is ever set beyond a transaction, so there is nothing to put back between two uses.
            NoResetOnClose = true,
        }.ConnectionString;
}
