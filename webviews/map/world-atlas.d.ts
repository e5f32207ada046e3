/** Half a megabyte of numbers: nobody wants to have its literal type worked out. */
declare module 'world-atlas/land-50m.json' {
  const land: import('./land.ts').LandTopology;
  export default land;
}
