/** The part of WebAssembly (W3C, WebAssembly JavaScript Interface) that is used here; the types of Node do not have it. */
declare namespace WebAssembly {
  class Module {
    private readonly module: true
  }
  class Instance {
    constructor(module: Module, imports: object)
    readonly exports: object
  }
  function compile(bytes: Uint8Array): Promise<Module>
}
