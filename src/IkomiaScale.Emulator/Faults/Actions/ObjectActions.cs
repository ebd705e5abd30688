using System.Text;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Creates or overwrites an object right before the request is served, as another client would.</summary>
internal sealed class CreateObjectAction(string name, string content) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        var blobs = context.RequestServices.GetRequiredService<BlobStore>();
        var objects = context.RequestServices.GetRequiredService<ObjectStore>();
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        using var received = await blobs.ReceiveAsync(stream, context.RequestAborted);
        await objects.SaveAsync(name, overwrite: true, received, isArchive: false, "text/plain", context.RequestAborted);
        await serve(context);
    }
}

/// <summary>Deletes an object right before the request is served, as another client would.</summary>
internal sealed class DeleteObjectAction(string name) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        var objects = context.RequestServices.GetRequiredService<ObjectStore>();
        await objects.DeleteAsync(name, exact: true, context.RequestAborted);
        await serve(context);
    }
}
