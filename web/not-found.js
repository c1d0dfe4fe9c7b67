// @ts-check
import { localise } from './language.js'

localise()
