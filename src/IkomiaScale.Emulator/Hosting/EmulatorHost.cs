using System.Net.Sockets;
using IkomiaScale.Emulator.Administration;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Hosting;
using IkomiaScale.Emulator.Security;
using IkomiaScale.Emulator.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;

namespace IkomiaScale.Emulator;

/// <summary>A running emulator. Dispose it to end it and to release its data folder.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly Database _database;
    private readonly WebApplication _app;

    private readonly LocalAuthority? _authority;

    private EmulatorHost(DataFolder folder, Database database, WebApplication app, LocalAuthority? authority)
    {
        _authority = authority;
        AuthorityFile = authority is null ? null : folder.AuthorityFile;
        _folder = folder;
        _database = database;
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new Uri(addresses.First());
    }

    /// <summary>The address of endpoint, platform, and storage.</summary>
    public Uri Address { get; }

    /// <summary>The file with the certificate of its authority; null for http.</summary>
    public string? AuthorityFile { get; }

    /// <summary>Starts an emulator. It accepts requests when the task completes.</summary>
    /// <exception cref="EmulatorException">The port, the data folder, or a file cannot be used.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancellation = default)
    {
        var files = EmulatorFiles.Load(options);
        var folder = DataFolder.Open(options.DataPath);
        Database? database = null;
        WebApplication? app = null;
        LocalAuthority? authority = null;
        LoopbackSockets? listening = null;
        try
        {
            (database, var key) = OpenData(folder);
            authority = await CreateAuthorityAsync(options, folder, cancellation);
            listening = LoopbackSockets.Bind(options.Port);
            app = Application.Build(options, folder, database, key, files, authority?.Server, listening);
            await SweepAsync(app, database, cancellation);
            await app.Services.LoadAdministrationAsync(cancellation);
            await app.StartAsync(cancellation);
            return new EmulatorHost(folder, database, app, authority);
        }
        catch (Exception exception)
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            authority?.Dispose();
            listening?.Dispose();
            database?.Dispose();
            folder.Dispose();
            throw Explain(exception, options) ?? exception;
        }
    }

    /// <summary>Completes when the emulator has ended.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => _app.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _authority?.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private static async Task<LocalAuthority?> CreateAuthorityAsync(EmulatorOptions options, DataFolder folder, CancellationToken cancellation)
    {
        if (!options.Https)
        {
            return null;
        }

        // Not options.Clock: the systems of the clients check the certificate against the real time.
        var authority = LocalAuthority.Create(DateTimeOffset.UtcNow);
        await File.WriteAllTextAsync(folder.AuthorityFile, authority.Pem, cancellation);
        return authority;
    }

    private static (Database Database, SigningKey Key) OpenData(DataFolder folder)
    {
        var key = SigningKey.LoadOrCreate(folder.SigningKeyFile);
        return (Database.Open(folder.DatabaseFile), key);
    }

    private static Task<bool> SweepAsync(WebApplication app, Database database, CancellationToken cancellation) => database.ReadAsync(
        connection =>
        {
            app.Services.GetRequiredService<BlobStore>().Sweep(blob => ObjectRows.IsBlobUsed(connection, blob));
            return true;
        },
        cancellation);

    private static EmulatorException? Explain(Exception exception, EmulatorOptions options) => exception switch
    {
        EmulatorException known => known,
        // Kestrel wraps "address already in use" but not "permission denied".
        IOException { InnerException: AddressInUseException } or SocketException => new EmulatorException(
            $"The port {options.Port} cannot be used: {exception.GetBaseException().Message.TrimEnd('.')}. Use another port with --port, or 0 for a free one.", exception),
        IOException or UnauthorizedAccessException or SqliteException => DataFolder.NotUsable(options.DataPath, exception),
        _ => null,
    };
}
