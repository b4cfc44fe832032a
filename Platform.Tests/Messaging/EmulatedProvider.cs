using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Tests.Messaging;

/// <summary>A provider as the contract sees it: how it is registered, and what its emulator lets customers do.</summary>
public abstract class EmulatedProvider
{
    public abstract ChannelAccount Account(Uri self);

    /// <summary>Where its webhooks go, below the address of the test's server.</summary>
    public virtual string Door => "webhook";

    /// <summary>What the provider cannot carry, by the names of <see cref="Messages"/>.</summary>
    public virtual IReadOnlySet<string> Lacks { get; } = new HashSet<string>();

    /// <summary>The client as the product registers it, and its emulator.</summary>
    public abstract void Add(IServiceCollection services, IConfigurationManager configuration, Uri self);
    public abstract void Map(WebApplication app, Uri webhook);

    public abstract Faults Faults(IServiceProvider services);
    public abstract EmulatedPhone Phone(IServiceProvider services, string number, string name);
    public abstract Task<string> SayAsync(IServiceProvider services, EmulatedPhone phone, Said said);
    public abstract Task ReadAsync(IServiceProvider services, EmulatedPhone phone);
    public abstract Attachment Keep(IServiceProvider services, MediaKind kind, string mimeType, byte[] bytes, string? name);

    /// <summary>As much of it as the provider's wire carries.</summary>
    public virtual Said Carried(Said said, Said read) => said;

    /// <summary>One of the provider's codes for each fault.</summary>
    public abstract int Code(ProviderFault fault);

    /// <summary>What it says when free text comes a day late.</summary>
    public abstract string WindowClosed { get; }
}
