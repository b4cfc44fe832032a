using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Web.Store.Keys;

/// <summary>
/// Writes a person's words sealed with their key. Reading accepts plain words too: another tool may have appended the fact.
/// The keys have to be at hand: see <see cref="PersonalScope"/>.
/// </summary>
public sealed class PersonalJson : JsonConverter<Personal>
{
    public override Personal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var person = Guid.Empty;
        string? text = null;
        byte[]? box = null;

        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case "Person": person = reader.GetGuid(); break;
                case "Text": text = reader.GetString(); break;
                case "Sealed": box = reader.GetBytesFromBase64(); break;
                default: reader.Skip(); break;
            }
        }

        return (text, box) switch
        {
            ({ } plain, _) => new(person, plain),
            (_, { } words) => PersonalScope.Current.Open(person, words),
            _ => Personal.Erased(person),
        };
    }

    public override void Write(Utf8JsonWriter writer, Personal value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("Person", value.Person);
        if (!value.IsErased && PersonalScope.Current.Seal(value) is { } words) writer.WriteBase64String("Sealed", words);
        writer.WriteEndObject();
    }
}

/// <summary>
/// Converters are synchronous and keys live in the database: a first pass notes which are missing, they are fetched, the pass is run again.
/// Most passes find every key and run once; what was fetched is this run's own, whatever the keyring forgets meanwhile.
/// </summary>
public sealed class PersonalScope
{
    [ThreadStatic] private static PersonalScope? current;

    private readonly Keyring keyring;
    private readonly OrganisationId organisation;
    private readonly HashSet<Guid> missing = [];
    private readonly Dictionary<Guid, byte[]?> fetched = [];

    private PersonalScope(Keyring keyring, OrganisationId organisation) => (this.keyring, this.organisation) = (keyring, organisation);

    public static PersonalScope Current => current ?? throw new InvalidOperationException("Personal words are read and written through PersonalScope");

    /// <param name="make">Writing makes keys for people who have none yet; reading never does.</param>
    public static async ValueTask<T> RunAsync<T>(Keyring keyring, OrganisationId organisation, bool make, Func<T> pass, CancellationToken ct)
    {
        var scope = new PersonalScope(keyring, organisation);
        while (true)
        {
            var result = scope.Pass(pass);
            if (scope.missing.Count == 0) return result;

            foreach (var (person, key) in await keyring.FetchAsync(organisation, scope.missing, make, ct)) scope.fetched[person] = key;
            scope.missing.Clear();
        }
    }

    private T Pass<T>(Func<T> pass)
    {
        current = this;
        try
        {
            return pass();
        }
        finally
        {
            current = null;
        }
    }

    internal Personal Open(Guid person, byte[] words)
    {
        if (!TryGet(person, out var key))
        {
            missing.Add(person);
            return Personal.Erased(person);
        }

        return key is null
            ? Personal.Erased(person)
            : new(person, Encoding.UTF8.GetString(Cipher.Open(key, words, Keyring.Context(organisation, person))));
    }

    internal byte[]? Seal(Personal value)
    {
        if (!TryGet(value.Person, out var key))
        {
            missing.Add(value.Person);
            return null;
        }

        return key is null ? null : Cipher.Seal(key, Encoding.UTF8.GetBytes(value.Text), Keyring.Context(organisation, value.Person));
    }

    private bool TryGet(Guid person, out byte[]? key) => fetched.TryGetValue(person, out key) || keyring.TryGet(organisation, person, out key);
}
