// esbuild turns the styles that a program imports into the file main.css beside its main.js.
declare module '*.css';
