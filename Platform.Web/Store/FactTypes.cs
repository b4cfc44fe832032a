using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Domain.EventSourcing;
using Platform.Web.Store.Keys;

namespace Platform.Web.Store;

/// <summary>
/// What each fact is called in the store: the snake-cased name of its record. The name is the contract and is never changed;
/// an approved list in the tests fails when one is renamed or loses a property.
/// </summary>
public static class FactTypes
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        Converters = { new PersonalJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly FrozenDictionary<Type, string> Names = AllFacts().ToFrozenDictionary(type => type, type => Naming.SnakeCase(type.Name));
    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly FrozenDictionary<Type, string> DotnetNames = Names.Keys.ToFrozenDictionary(type => type, type => $"{type.FullName}, {type.Assembly.GetName().Name}");

    public static IEnumerable<Type> All => Names.Keys;

    public static string NameOf(Type fact) => Names[fact];

    /// <summary>As Marten finds the type again.</summary>
    public static string DotnetNameOf(Type fact) => DotnetNames[fact];

    /// <summary>Null for a name this version does not know: a newer node, or another tool, wrote it.</summary>
    public static Type? TypeOf(string name) => Types.GetValueOrDefault(name);

    /// <summary>Facts are the sealed records below an abstract record named `…Event` in the domain.</summary>
    private static IEnumerable<Type> AllFacts() => typeof(IAggregate<,,>).Assembly.GetTypes()
        .Where(type => type is { IsSealed: true, BaseType: { IsAbstract: true } parent } && parent.Name.EndsWith("Event", StringComparison.Ordinal));
}
