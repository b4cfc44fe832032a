using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Npgsql;

namespace Platform.Web.Store.Keys;

/// <summary>The framework's own keys (cookies, forms, page markers): shared by all nodes through the database, sealed with the root key.</summary>
public sealed class ProtectionKeys(Databases databases) : IXmlRepository
{
    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("relais");
        services.AddOptions<KeyManagementOptions>().Configure<Databases, RootKey>((options, databases, root) =>
        {
            options.XmlRepository = new ProtectionKeys(databases);
            options.XmlEncryptor = new Sealing(root);
        });
    }

    // The framework asks synchronously, a few times in a process's life.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var select = databases.Across.CreateCommand("select xml from data_protection_keys order by created_at, name");
        using var reader = select.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read()) elements.Add(XElement.Parse(reader.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var insert = databases.Across.CreateCommand("insert into data_protection_keys (name, xml) values ($1, $2)");
        insert.Parameters.Add(new NpgsqlParameter { Value = friendlyName });
        insert.Parameters.Add(new NpgsqlParameter { Value = element.ToString(SaveOptions.DisableFormatting) });
        insert.ExecuteNonQuery();
    }

    private sealed class Sealing(RootKey root) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement)
        {
            var box = root.Wrap(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Unsealing.Purpose);
            return new EncryptedXmlInfo(new XElement("sealed", new XAttribute("root", root.Name), Convert.ToBase64String(box)), typeof(Unsealing));
        }
    }
}

/// <summary>Opens what <see cref="ProtectionKeys"/> sealed. The stored XML names this class, so it keeps its name.</summary>
public sealed class Unsealing(IServiceProvider services) : IXmlDecryptor
{
    internal const string Purpose = "data-protection";

    public XElement Decrypt(XElement encryptedElement)
    {
        var root = services.GetRequiredService<RootKey>();
        var plain = root.Unwrap((string)encryptedElement.Attribute("root")!, Convert.FromBase64String(encryptedElement.Value), Purpose);
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plain));
    }
}
