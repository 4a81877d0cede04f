import { useEffect, useState } from 'react'

/** Whether letters spell how a Chinese text sounds, in full or by initials: "suiji" and "sjfl" are 随机分流. */
export type Sounds = (text: string, typed: string) => boolean

const none: Sounds = () => false
let known: Sounds | null = null

const HAN = /\p{Script=Han}/u

/** The sounds of Chinese, loaded once somebody types letters where a Chinese text could be meant. Nothing sounds before. */
export function usePinyin(typed: string, hasChinese: boolean): Sounds {
  const [sounds, setSounds] = useState<Sounds | null>(() => known)
  const isWanted = sounds === null && hasChinese && /[a-z]/i.test(typed)
  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    // Without it the search finds what is written; it is no reason for a message.
    void loadPinyin().then(
      (loaded) => isGone || setSounds(() => loaded),
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [isWanted])
  return sounds ?? none
}

export async function loadPinyin(): Promise<Sounds> {
  const { match } = await import('pinyin-pro')
  known = (text, typed) => {
    const letters = typed.replaceAll(/\s/g, '')
    return letters !== '' && HAN.test(text) && match(text, letters, { continuous: true }) !== null
  }
  return known
}

export const isChinese = (text: string): boolean => HAN.test(text)
