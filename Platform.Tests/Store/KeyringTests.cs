using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Store;

/// <summary>A key that is not at hand yet is no destroyed key: nobody's words are lost or hidden while it is on its way.</summary>
public sealed class KeyringTests(Database database) : IClassFixture<Database>
{
    private readonly OrganisationId organisation = new(Guid.CreateVersion7());
    private readonly Guid person = Guid.CreateVersion7();

    private Keyring Fresh() => new(database.Databases, database.Root, TimeProvider.System);

    [Fact]
    public async Task What_is_written_while_the_key_is_on_its_way_keeps_its_words()
    {
        var sealedBefore = await WriteAsync(Fresh(), "avant");
        var keyring = Fresh();
        await OpenAsync(keyring);
        await using var busy = await CloseAsync();

        Task<string>[] reading = [.. Enumerable.Range(0, 3).Select(_ => ReadAsync(keyring, sealedBefore))];
        await StandingAsync(reading.Length);
        var writing = WriteAsync(keyring, "pendant");
        var late = ReadAsync(keyring, sealedBefore);
        await busy.CloseAsync();

        Assert.Equal("pendant", await ReadAsync(Fresh(), await writing));
        Assert.All(await Task.WhenAll([.. reading, late]), words => Assert.Equal("avant", words));
    }

    [Fact]
    public async Task A_key_that_could_not_be_fetched_is_asked_for_again()
    {
        var sealedBefore = await WriteAsync(Fresh(), "avant");
        var keyring = Fresh();
        await OpenAsync(keyring);
        await using (var busy = await CloseAsync())
        {
            using var impatient = new CancellationTokenSource();
            var given = ReadAsync(keyring, sealedBefore, impatient.Token);
            await StandingAsync(1);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        }

        Assert.Equal("avant", await ReadAsync(keyring, sealedBefore));
        Assert.Equal("après", await ReadAsync(Fresh(), await WriteAsync(keyring, "après")));
    }

    /// <summary>The organisation's key, so that only the person's is still to come.</summary>
    private async Task OpenAsync(Keyring keyring) => await keyring.FingerprintAsync(organisation, "+212600000000", CancellationToken.None);

    private async Task<byte[]> WriteAsync(Keyring keyring, string words) =>
        (await new Facts(keyring).WriteAsync<ConversationEvent>(organisation, [new NoteWritten(new(Guid.CreateVersion7()), new Personal(person, words), new(Guid.CreateVersion7()))], CancellationToken.None))[0];

    private async Task<string> ReadAsync(Keyring keyring, byte[] fact, CancellationToken ct = default) =>
        ((NoteWritten)(await new Facts(keyring).ReadAsync<ConversationEvent>(organisation, [(FactTypes.NameOf(typeof(NoteWritten)), fact)], ct))[0]).Text.Text;

    private Task<NpgsqlConnection> CloseAsync() => Server.CloseTableAsync(database.Owner, "person_keys");
    private Task StandingAsync(int readers) => Server.StandingAsync(database.Owner, readers);
}
