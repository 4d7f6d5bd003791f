import { buildProduct } from '#scripts/product.ts'

export default (): Promise<void> => buildProduct()
