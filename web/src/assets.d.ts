declare module "*.step?url" {
  const address: string;
  export default address;
}
