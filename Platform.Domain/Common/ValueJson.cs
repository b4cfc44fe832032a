using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Domain.Common;

/// <summary>Ids are written as the bare value they wrap, so that a fact reads the same in any language: `"message": "0198…"`.</summary>
public sealed class ValueJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsValueType && typeToConvert.GetProperty("Value") is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => (JsonConverter)Activator.CreateInstance(
        typeof(Converter<>).MakeGenericType(typeToConvert),
        typeToConvert.GetConstructor([typeof(Guid)]))!;

    private sealed class Converter<T>(ConstructorInfo make) : JsonConverter<T> where T : struct
    {
        private static readonly PropertyInfo Value = typeof(T).GetProperty("Value")!;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (T)make.Invoke([reader.GetGuid()]);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue((Guid)Value.GetValue(value)!);
    }
}
