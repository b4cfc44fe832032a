using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Web.Store.Keys;

/// <summary>Reads facts without a word of what belongs to a person: for those who only count, and need no key.</summary>
public sealed class UnopenedJson : JsonConverter<Personal>
{
    public override Personal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return Personal.Erased(Guid.Empty);
    }

    public override void Write(Utf8JsonWriter writer, Personal value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Who has not opened a person's words cannot write them");
}
