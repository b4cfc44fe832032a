using System.Text;
using Platform.Web.Store;

namespace Platform.Tests.Store;

public sealed class FactShapesTests
{
    /// <summary>What is recorded is recorded for good: a fact may gain an optional property, and never lose or rename one.</summary>
    [Fact]
    public void No_fact_changes_its_name_or_loses_a_property()
    {
        var shapes = new StringBuilder();
        foreach (var fact in FactTypes.All.OrderBy(FactTypes.NameOf, StringComparer.Ordinal))
        {
            shapes.Append(FactTypes.NameOf(fact)).Append(" (").Append(fact.FullName).Append(")\n");
            foreach (var property in fact.GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal))
                shapes.Append("  ").Append(property.Name).Append(": ").Append(Name(property.PropertyType)).Append('\n');
        }

        Snapshot.Match(shapes.ToString());
    }

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? $"{inner.Name}?" : type.Name;
}
