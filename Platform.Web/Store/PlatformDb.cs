using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity;

namespace Platform.Web.Store;

/// <summary>
/// The rows people edit and the rows screens read. Every record or class with `[Table]` in this project is one.
/// Opened for one operation and for one organisation by <see cref="PlatformDbs"/>; the database itself hides the others.
/// </summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options) : IdentityUserContext<User, Guid>(options)
{
    /// <summary>Whose rows it sees; null where it looks across.</summary>
    public OrganisationId? Organisation { get; init; }

    /// <summary>Its questions are planned once for all that are asked, instead of for each.</summary>
    public bool PlansOnce { get; init; }

    /// <summary>Words, not numbers, so that a row says what it means.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<User>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");

        foreach (var row in typeof(PlatformDb).Assembly.GetTypes().Where(type => type.GetCustomAttribute<TableAttribute>() is not null))
            builder.Entity(row);

        Naming.UseSnakeCase(builder.Model);
    }
}
