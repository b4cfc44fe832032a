namespace Platform.Web.Identity.ApiKeys;

/// <summary>What a key may be made for.</summary>
public static class Scopes
{
    public const string MessagesWrite = "messages:write";
    public const string ConversationsRead = "conversations:read";

    public const string OrdersRead = "orders:read";
    public const string OrdersWrite = "orders:write";

    public static IReadOnlyList<string> All { get; } = [MessagesWrite, ConversationsRead, OrdersRead, OrdersWrite];
}

/// <summary>Stands on every endpoint that keys may reach.</summary>
public sealed record RequiredScope(string Scope);

public static class ScopeRules
{
    /// <summary>People pass by their role, keys by this scope. An endpoint that names no scope is closed to keys.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequiredScope(scope)).RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => !context.User.HasClaim(claim => claim.Type == ClaimNames.Key) || context.User.HasClaim(ClaimNames.Scope, scope)));
}
