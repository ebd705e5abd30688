using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Storage;

/// <summary>The routes of the storage.</summary>
internal static class StorageEndpoints
{
    public static void AddStorage(this IServiceCollection services) => services
        .AddSingleton<BlobStore>()
        .AddSingleton<PageStarts>()
        .AddSingleton<ObjectStore>()
        .AddSingleton<ObjectListing>()
        .AddSingleton<UploadFormReader>()
        .AddSingleton<ListObjects>()
        .AddSingleton<SaveObject>()
        .AddSingleton<DeleteObjects>()
        .AddSingleton<PresignObject>()
        .AddSingleton<ReadContent>();

    public static void MapStorage(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var bearer = services.GetRequiredService<Bearer>();
        var save = services.GetRequiredService<SaveObject>();
        var content = services.GetRequiredService<ReadContent>();
        string[] reading = [HttpMethods.Get, HttpMethods.Head];

        RequestDelegate Storage(RequestDelegate endpoint) => bearer.Require(JsonWebTokens.StorageScope, endpoint);

        routes.MapGet(ObjectPath.Route, Storage(services.GetRequiredService<ListObjects>().HandleAsync));
        routes.MapPost(ObjectPath.Route, Storage(save.CreateAsync));
        routes.MapPut(ObjectPath.Route, Storage(save.OverwriteAsync));
        routes.MapDelete(ObjectPath.Route, Storage(services.GetRequiredService<DeleteObjects>().HandleAsync));
        routes.MapPut(PresignObject.Route, Storage(services.GetRequiredService<PresignObject>().HandleAsync));
        routes.MapMethods(ReadContent.Route, reading, Storage(content.HandleAsync));
        routes.MapMethods(PresignedUrls.Route, reading, content.HandlePresignedAsync);
    }
}
