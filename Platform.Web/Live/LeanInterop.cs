using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace Platform.Web.Live;

/// <summary>
/// Each circuit reads for itself how what it sends to the browser is written down, and for a single number that is all the interfaces a number has:
/// a hundred kilobytes for each open page, of things nobody writes. They are left unread.
/// </summary>
internal static class LeanInterop
{
    private static readonly Unread Types = new();

    public static IServiceCollection AddLeanInterop(this IServiceCollection services)
    {
        var runtime = services.Last(service => service.ServiceType == typeof(IJSRuntime));
        services.Remove(runtime);
        services.AddScoped(provider => Lean((IJSRuntime)ActivatorUtilities.CreateInstance(provider, runtime.ImplementationType!)));
        return services;
    }

    private static IJSRuntime Lean(IJSRuntime runtime)
    {
        if (runtime is JSRuntime known) OptionsOf(known).TypeInfoResolver = Types;
        return runtime;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    /// <summary>Interfaces are looked up only to learn that nothing derived is declared on them.</summary>
    private sealed class Unread : IJsonTypeInfoResolver
    {
        private readonly DefaultJsonTypeInfoResolver all = new();

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => IsTrait(type) ? null : all.GetTypeInfo(type, options);

        private static bool IsTrait(Type type) => type.IsInterface && (
            type.Namespace is "System" or "System.Numerics" or "System.Runtime.Serialization" or "System.Collections"
            || (type.IsGenericType && type.GetGenericArguments() is [{ IsGenericType: true } pair] && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)));
    }
}
