using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Platform.Web.Identity.Recovery;

/// <summary>Links for a new password live an hour; those that confirm an address live a day.</summary>
public sealed class ResetTokens(IDataProtectionProvider protection, ILogger<DataProtectorTokenProvider<User>> log)
    : DataProtectorTokenProvider<User>(protection, Lifespan, log)
{
    public const string Provider = "reset";

    private static readonly IOptions<DataProtectionTokenProviderOptions> Lifespan = new OptionsWrapper<DataProtectionTokenProviderOptions>(
        new() { Name = Provider, TokenLifespan = TimeSpan.FromHours(1) });
}
