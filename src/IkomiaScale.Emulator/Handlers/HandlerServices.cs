using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>Adds the handler of the options, if there is one.</summary>
internal static class HandlerServices
{
    public static void AddHandler(this IServiceCollection services, EmulatorOptions options)
    {
        IHandlerChannel? channel = options switch
        {
            { Handler: { } command } => new HandlerProcess(command),
            { HandlerPipe: { } name } => new HandlerPipe(name),
            _ => null,
        };
        if (channel is not null)
        {
            // A factory, so that the container disposes the handler.
            services.AddSingleton<ITaskHandler>(_ => new TaskHandler(channel, options.HandlerTimeout));
        }
    }
}
